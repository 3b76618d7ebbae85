-- Answers that a moderator looks at before others than their askers see them.
CREATE INDEX question_withheld ON question (fair_id, rank)
  WHERE public AND answer ? 'concerns' AND state IN ('answered', 'follow-up', 'closed');
