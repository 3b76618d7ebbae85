-- The tickets that a question was given where it was passed on to, beside the one of its asking.
ALTER TABLE question
  ADD COLUMN tickets jsonb NOT NULL DEFAULT '[]',
-- What its asker says some weeks later, whether it is solved: {solved, reason, at, by}.
  ADD COLUMN solved  jsonb;
-- What was passed on three times stands before all that is not urgent (question.Attention says how).
UPDATE question SET rank = place - 500000000000 WHERE transfers >= 3 AND urgency IS NULL;
