package com.acme.shop;

import java.sql.SQLException;

public class OrderStore {
    void save(String sqlState) throws SQLException {
        throw new SQLException("not saved", sqlState);
    }
}
