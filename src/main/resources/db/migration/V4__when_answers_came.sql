-- When an answer that a county has brought along came, and when its words were last changed: a question that is shown says both.
ALTER TABLE known_answer
  ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
