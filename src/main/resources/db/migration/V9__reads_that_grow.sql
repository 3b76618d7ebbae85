-- What pages read to begin with and again and again is found by indexes of its own, however much a fair has seen: what a
-- desk has finished, the newest first; what a moderator has to look at; and what others may be like.
CREATE INDEX question_finished ON question (fair_id, department, updated_at DESC)
  WHERE state IN ('answered', 'closed', 'merged', 'withdrawn');
CREATE INDEX question_held ON question (fair_id, place) WHERE state = 'held';
CREATE INDEX question_comparable ON question (fair_id, id)
  WHERE (public AND answer IS NOT NULL AND state IN ('answered', 'follow-up', 'closed'))
    OR state IN ('held', 'waiting', 'claimed', 'asked-back', 'follow-up');
