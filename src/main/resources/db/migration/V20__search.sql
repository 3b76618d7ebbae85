-- By what a desk finds its own questions: numbers that stand for letters and pairs of letters, as Chinese words are too short for
-- three of them, and for the number of the ticket (question.SearchTerms says how). Beside the question, which is written with every
-- claim and answer: this is written once, and again only where a question goes to another desk.
CREATE TABLE search (
  question_id text PRIMARY KEY,
  fair_id     int NOT NULL,
  department  text NOT NULL,
  -- the newest first
  place       bigint NOT NULL,
  terms       int[] NOT NULL
);

-- As the hub makes them, but for what only it can fold, such as traditional letters.
CREATE FUNCTION pg_temp.pairs(words text) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  terms int[] := '{}';
  letter text;
  before int := 0;
  now int;
BEGIN
  FOREACH letter IN ARRAY string_to_array(lower(normalize(words, NFKC)), NULL) LOOP
    now := ascii(letter) & 65535;
    IF now < 48 OR now BETWEEN 58 AND 96 OR now BETWEEN 123 AND 191 OR now BETWEEN 8192 AND 8303 OR now BETWEEN 12288 AND 12351 THEN
      before := 0; -- a sign or a blank
    ELSE
      terms := terms || now;
      IF before > 0 THEN
        terms := terms || ((before << 16) | now);
      END IF;
      before := now;
    END IF;
  END LOOP;
  RETURN terms;
END $$;
INSERT INTO search (question_id, fair_id, department, place, terms)
  SELECT q.id, q.fair_id, q.department, q.place,
    pg_temp.pairs(concat_ws(' ', q.text, q.village, p.name))
      || ((65534 << 16) | (q.fair_id & 65535))
      || ((65535 << 16) | (coalesce(substring(q.ticket FROM '[0-9]+$'), '0')::bigint & 65535)::int)
  FROM question q LEFT JOIN person p ON p.question_id = q.id;
CREATE INDEX search_terms ON search USING gin (terms);
-- What stands in most questions is found among the newest ones without all of them being read.
CREATE INDEX search_newest ON search (fair_id, place);
