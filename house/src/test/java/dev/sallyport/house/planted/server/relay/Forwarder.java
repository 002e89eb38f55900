package dev.sallyport.house.planted.server.relay;

import dev.sallyport.house.planted.server.identity.UserManager;
import java.sql.SQLException;

/// A relay that asks.
final class Forwarder {
    void forward(UserManager users) {
        try {
            users.find();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
