-- What is published, the newest first: the first phone of a day is shown fifty of them, however many are not for the public.
CREATE INDEX question_published ON question (fair_id, updated_at DESC)
  WHERE public AND answer IS NOT NULL AND state IN ('answered', 'follow-up', 'closed');
