-- Where a Port session leads, as `host:port`. Sessions begun before have none.
ALTER TABLE session ADD COLUMN forward_target TEXT CHECK (length(forward_target) <= 300);
