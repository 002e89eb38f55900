package dev.sallyport.house.planted.server.api;

/// Stands for an AWS shape.
public final class Shape {}
