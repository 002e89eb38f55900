package dev.sallyport.house.planted.policy;

import dev.sallyport.house.planted.server.net.Request;
import java.nio.file.Path;

/// A verdict that reads files and asks the server.
record Verdict(Path file, Request request) {}
