-- 四办: how a matter is done, where, with which papers. Answers name them by their codes, so none is ever deleted.
CREATE TABLE service_item (
  code       text PRIMARY KEY,
  title      text NOT NULL,
  department text NOT NULL,
  kind       text NOT NULL,
  level      text NOT NULL,
  place      text NOT NULL,
  materials  text[] NOT NULL,
  days       integer NOT NULL,
  fee        integer NOT NULL,
  hours      text NOT NULL,
  steps      text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO changed (what) VALUES ('service-items');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON service_item
  FOR EACH STATEMENT EXECUTE FUNCTION count_change('service-items');
