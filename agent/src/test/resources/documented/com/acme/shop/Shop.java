package com.acme.shop;

import java.io.IOException;
import java.util.Map;

public class Shop {
    boolean down;

    int price(String item) throws IOException {
        return answer(10);
    }

    int count(String item) throws IOException {
        return answer(20);
    }

    String menu(String day) throws IOException {
        answer(0);
        return "soup on " + day;
    }

    int stock(String item) throws IOException {
        return answer(30);
    }

    private int answer(int value) throws IOException {
        if (down) {
            throw new IOException("no route");
        }
        return value;
    }

    Map<String, Integer> lastInventory() {
        return Map.of("pear", 7);
    }
}
