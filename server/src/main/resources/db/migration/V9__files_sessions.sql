-- Which way a Files session copies, where on the node, and whether it may remove what is too much.
ALTER TABLE session ADD COLUMN copies TEXT CHECK (copies IN ('upload', 'download'));
ALTER TABLE session ADD COLUMN copy_path TEXT CHECK (length(copy_path) BETWEEN 1 AND 4098);
ALTER TABLE session ADD COLUMN copy_deletes INTEGER CHECK (copy_deletes IN (0, 1));
