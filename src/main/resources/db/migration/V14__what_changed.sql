-- How often each of what nodes keep copies of has changed, whoever changed it: a node that was told of none of it looks here.
CREATE TABLE changed (
  what   text PRIMARY KEY,
  number bigint NOT NULL DEFAULT 0
);
INSERT INTO changed (what) VALUES ('fairs'), ('sessions'), ('duties'), ('models'), ('answers');

CREATE FUNCTION count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE changed SET number = number + 1 WHERE what = TG_ARGV[0];
  RETURN NULL;
END $$;

-- A fair's and a desk's counters move with every batch: they are no change.
CREATE TRIGGER changed AFTER INSERT OR UPDATE OF epoch, code, name, place, starts_at, ends_at, state OR DELETE ON fair
  FOR EACH STATEMENT EXECUTE FUNCTION count_change('fairs');
CREATE TRIGGER changed AFTER UPDATE OF role, name, departments ON session
  FOR EACH STATEMENT EXECUTE FUNCTION count_change('sessions');
CREATE FUNCTION count_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ended) THEN
    UPDATE changed SET number = number + 1 WHERE what = 'sessions';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ended AFTER DELETE ON session REFERENCING OLD TABLE AS ended
  FOR EACH STATEMENT EXECUTE FUNCTION count_ended();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON duty
  FOR EACH STATEMENT EXECUTE FUNCTION count_change('duties');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OF state ON model
  FOR EACH STATEMENT EXECUTE FUNCTION count_change('models');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON known_answer
  FOR EACH STATEMENT EXECUTE FUNCTION count_change('answers');
