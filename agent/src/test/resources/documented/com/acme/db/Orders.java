package com.acme.db;

@org.springframework.stereotype.Repository
public class Orders {
    int findAll() {
        return 0;
    }

    void save() {}
}
