-- How a question hangs together with others, and what was promised for after the fair.
ALTER TABLE question
  ADD COLUMN merged_into text,
  ADD COLUMN merged      jsonb,
  ADD COLUMN follow_up   jsonb;
