-- What other desks are asked for: questions of their own, with the villager's as their parent.
ALTER TABLE question
  ADD COLUMN parent text,
  ADD COLUMN parts  jsonb;
CREATE INDEX question_parent ON question (parent) WHERE parent IS NOT NULL;
