package com.acme.shop;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Does for each example of the documentation what shows its rules at work, and says on one line what came of each call. */
public class Main {
    private static final List<String> OUTCOMES = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        System.out.println("main begins");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            OUTCOMES.clear();
            show(line);
            System.out.println(String.join("; ", OUTCOMES));
        }
    }

    private static void show(String example) throws Exception {
        switch (example) {
            case "selectors" -> {
                for (String name : new String[] {
                    "shop.StockClient", "shop.Market", "billing.Bills", "billing.test.NoBills", "db.Query", "db.Orders"
                }) {
                    Class.forName("com.acme." + name);
                }
            }
            case "breaker" -> {
                for (int i = 0; i < 4; i++) {
                    call(() -> new StockClient().fetch("pear"));
                }
            }
            case "expressions" -> {
                for (String state : new String[] {"23505", "23505", "23505", "08001", "08001", "23505", "08001", "08001"}) {
                    save(state);
                }
                save("08001");
                save("08001");
                for (int status : new int[] {500, 1, 503, 200, 0, 2, 200}) {
                    call(() -> new PriceClient().ask(status));
                }
            }
            case "per" -> {
                for (String host : new String[] {"down.example.org", "down.example.org", "up.example.org", "down.example.org"}) {
                    call(() -> new HttpClient().get(URI.create("http://" + host + "/stock")));
                }
            }
            case "answers" -> {
                Shop shop = new Shop();
                call(() -> shop.menu("Monday"));
                shop.down = true;
                for (int i = 0; i < 2; i++) {
                    call(() -> shop.price("pear"));
                    call(() -> shop.count("pear"));
                    call(() -> shop.menu("Monday"));
                    call(() -> shop.stock("pear"));
                }
                call(() -> shop.menu("Tuesday"));
                call(() -> new Shop().menu("Monday"));
            }
            case "on-transition" -> {
                call(() -> new StockClient().fetch("pear"));
                call(() -> new StockClient().fetch("pear"));
                OUTCOMES.add(Dashboard.line());
            }
            case "stages" -> {
                call(() -> later("unknown"));
                call(() -> later("pear"));
                call(() -> later("pear"));
            }
            default -> throw new AssertionError(example);
        }
    }

    private static void save(String sqlState) {
        call(() -> {
            new OrderStore().save(sqlState);
            return "saved";
        });
    }

    private static Object later(String item) throws Exception {
        var stage = new AsyncClient().count(item); // never throws
        try {
            return stage.get();
        } catch (ExecutionException e) {
            return "stage: " + described(e.getCause());
        }
    }

    private static void call(Callable<?> work) {
        try {
            OUTCOMES.add(String.valueOf(work.call()));
        } catch (Throwable e) {
            OUTCOMES.add(described(e));
        }
    }

    private static String described(Throwable e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
