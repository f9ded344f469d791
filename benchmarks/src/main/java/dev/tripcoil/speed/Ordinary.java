package dev.tripcoil.speed;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A class like many: some fields, some methods, a superclass of the JDK's. Only its class file is used. */
final class Ordinary extends AbstractList<String> {

    private final List<String> items = new ArrayList<>();
    private long changes;

    @Override
    public String get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public boolean add(String item) {
        changes++;
        return items.add(item);
    }

    @Override
    public boolean addAll(Collection<? extends String> more) {
        changes += more.size();
        return items.addAll(more);
    }

    @Override
    public String set(int index, String item) {
        changes++;
        return items.set(index, item);
    }

    @Override
    public String remove(int index) {
        changes++;
        return items.remove(index);
    }

    @Override
    public void clear() {
        changes++;
        items.clear();
    }

    long changes() {
        return changes;
    }

    String longest() {
        String longest = null;
        for (String item : items) {
            if (longest == null || item.length() > longest.length()) {
                longest = item;
            }
        }
        return longest;
    }

    int[] lengths() {
        int[] lengths = new int[items.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = items.get(i).length();
        }
        return lengths;
    }

    boolean isSorted() {
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i - 1).compareTo(items.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return items + " after " + changes;
    }
}
