package dev.sallyport.policy.language;

import java.util.List;

/// JSON with the place of every value.
sealed interface Json {
    Position at();

    /// A member of an object.
    record Member(String name, Position at, Json value) {}

    record Struct(List<Member> members, Position at, Position end) implements Json {}

    record Array(List<Json> items, Position at) implements Json {}

    record Text(String text, Position at) implements Json {}

    /// A number or a boolean, as written.
    record Bare(String text, Position at) implements Json {}

    record Null(Position at) implements Json {}
}
