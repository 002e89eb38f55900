package dev.sallyport.house.planted.server;

/// Stands for the place that puts the server together.
public final class Wiring {}
