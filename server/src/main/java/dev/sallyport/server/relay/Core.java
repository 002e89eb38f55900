package dev.sallyport.server.relay;

/// The parts of one session that its rules work on.
record Core(
        SessionPlan plan,
        RelayConfig config,
        Side client,
        Side node,
        Lane down,
        Lane up,
        Alarms alarms) {

    Side side(Attachment.End end) {
        return switch (end) {
            case CLIENT -> client;
            case NODE -> node;
        };
    }

    /// The lane that ends at this side.
    Lane laneTo(Attachment.End end) {
        return switch (end) {
            case CLIENT -> down;
            case NODE -> up;
        };
    }

    /// The lane that begins at this side.
    Lane laneFrom(Attachment.End end) {
        return switch (end) {
            case CLIENT -> up;
            case NODE -> down;
        };
    }

    void mark(String text) {
        // The lane hears of a failure as it does of a frame's; a success changes nothing for it.
        plan.tap().record(new TapEvent.Marked(text), new Unheard(up));
    }

    void count(TapEvent.Counted counted) {
        plan.tap().record(counted, new Unheard(up));
    }

    /// For events that no frame waits for.
    private record Unheard(TapResult failures) implements TapResult {
        @Override
        public void stored() {}

        @Override
        public void failed(String reason) {
            failures.failed(reason);
        }

        @Override
        public void refused(String reason) {
            failures.refused(reason);
        }
    }
}
