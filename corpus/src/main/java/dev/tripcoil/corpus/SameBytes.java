package dev.tripcoil.corpus;

final class SameBytes {}
