package dev.sallyport.cli.channel;

/// The world a session talks to.
public record Peers(SessionCalls calls, Wire.Dialer dialer, Stamps stamps) {}
