-- To which expert its desk has put a question: her session, and her name.
ALTER TABLE question
  ADD COLUMN expert      text,
  ADD COLUMN expert_name text;
CREATE INDEX question_expert ON question (fair_id, expert, updated_at) WHERE expert IS NOT NULL;
