package dev.tripcoil.expression.other;

/** What it inherits is declared out of reach. */
public class PublicSub extends HiddenBase {}
