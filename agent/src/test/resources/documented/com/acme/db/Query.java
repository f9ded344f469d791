package com.acme.db;

/** What it leaves out is not needed here. */
public abstract class Query implements java.sql.Statement {
    @Override
    public boolean execute(String sql) {
        return true;
    }

    boolean executeQuietly(String sql) {
        return true;
    }
}
