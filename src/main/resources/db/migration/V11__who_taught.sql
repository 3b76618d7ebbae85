-- By which invites each session of the staff has come in, kept when the session has ended: what is learned from people must
-- know whether they were two. Invites are named by their hash: whoever reads this table can come in as nobody.
CREATE TABLE came_in_by (
  session_id text NOT NULL,
  invite     text NOT NULL,
  at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (session_id, invite)
);
CREATE INDEX came_in_by_at ON came_in_by (at);

CREATE FUNCTION remember_invites() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO came_in_by (session_id, invite)
    SELECT NEW.id, encode(sha256(convert_to(invite, 'UTF8')), 'hex') FROM unnest(NEW.invites) AS invite
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER session_invites_remembered AFTER INSERT OR UPDATE OF invites ON session
  FOR EACH ROW EXECUTE FUNCTION remember_invites();

INSERT INTO came_in_by (session_id, invite)
  SELECT session.id, encode(sha256(convert_to(invite, 'UTF8')), 'hex') FROM session, unnest(session.invites) AS invite;
