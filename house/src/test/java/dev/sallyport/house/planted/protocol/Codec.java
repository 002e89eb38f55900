package dev.sallyport.house.planted.protocol;

import dev.sallyport.house.planted.server.net.Request;
import java.nio.file.Path;

/// A codec that reads files.
public record Codec(Path file, Request request) {}
