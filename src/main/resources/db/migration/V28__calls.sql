-- Where its asker is called to, how often, and whether she came: what the wall calls out until she is seen to.
ALTER TABLE question ADD COLUMN called jsonb;
