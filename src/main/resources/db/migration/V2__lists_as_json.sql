-- A question is written as one array a column, which has no room for lists in lists: lists are kept as JSON.

ALTER TABLE question
  ALTER COLUMN reasons TYPE jsonb USING to_jsonb(reasons),
  ALTER COLUMN attachments TYPE jsonb USING to_jsonb(attachments);

-- What an asker has asked is found by the index of the unique keys, which begins with fair and asker.
DROP INDEX question_asker;
