package dev.sallyport.house.planted.server.identity;

import dev.sallyport.house.planted.server.Wiring;
import dev.sallyport.house.planted.server.api.Shape;
import dev.sallyport.house.planted.server.net.Request;
import java.sql.SQLException;

/// Named by nobody's work, open to subclasses, and acquainted with everything a domain room must
/// not know.
public class UserManager {
    private final Wiring wiring = new Wiring();
    private final io.netty.buffer.ByteBuf buffer = io.netty.buffer.Unpooled.EMPTY_BUFFER;

    /// Knows a database.
    public Wiring find() throws SQLException {
        return wiring;
    }

    /// Knows JSON, HTTP and AWS.
    public String show(tools.jackson.databind.JsonNode json, Request request, Shape shape) {
        return json + " " + request.hashCode() + shape.hashCode() + buffer;
    }
}
