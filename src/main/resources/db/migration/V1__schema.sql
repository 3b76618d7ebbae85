-- Fairs, who may answer at them, what was asked, and the journal of what became of it.

CREATE TABLE fair (
  id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code       text NOT NULL UNIQUE,
  name       text NOT NULL,
  place      text NOT NULL,
  starts_at  timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  state      text NOT NULL,
  -- The number of the newest entry. Its row lock puts all writers of a fair, on all nodes, in one order.
  seq        bigint NOT NULL DEFAULT 0
);

CREATE TABLE department (
  code       text PRIMARY KEY,
  name       text NOT NULL,
  name_mn    text,
  aspect     text NOT NULL,
  scope      text NOT NULL,
  sensitive  boolean NOT NULL,
  position   int NOT NULL
);

-- A department at one fair. The pseudo-department triage has one at every fair, and no row in department.
CREATE TABLE desk (
  fair_id    int NOT NULL REFERENCES fair,
  department text NOT NULL,
  present    boolean NOT NULL,
  -- tickets given out, and how many questions wait: moved with every entry, under the fair's lock
  tickets    int NOT NULL DEFAULT 0,
  waiting    int NOT NULL DEFAULT 0,
  PRIMARY KEY (fair_id, department)
);

CREATE TABLE invite (
  token      text PRIMARY KEY,
  fair_id    int NOT NULL REFERENCES fair,
  fair       text NOT NULL,
  department text NOT NULL,
  role       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (fair_id, department, role)
);

CREATE TABLE session (
  -- SHA-256 of the cookie: whoever reads this table can sign in as nobody
  token_hash  text PRIMARY KEY,
  id          text NOT NULL UNIQUE,
  role        text NOT NULL,
  name        text NOT NULL,
  fair        text,
  departments text[] NOT NULL,
  invites     text[] NOT NULL,
  expires_at  timestamptz NOT NULL
);
CREATE INDEX session_invites ON session USING gin (invites);

CREATE TABLE organizer (
  only_one      boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  password_hash text NOT NULL
);

CREATE TABLE question (
  id                text PRIMARY KEY,
  fair_id           int NOT NULL REFERENCES fair,
  ticket            text NOT NULL,
  department        text NOT NULL,
  routed_by         text NOT NULL,
  confidence        double precision,
  reasons           text[] NOT NULL,
  state             text NOT NULL,
  -- its place in the queue: the seq of the entry with which it was asked
  place             bigint NOT NULL,
  text              text NOT NULL,
  language          text NOT NULL,
  translation       text,
  public            boolean NOT NULL,
  -- what the asker said about publishing; null = nothing
  public_wish       boolean,
  village           text,
  name              text,
  phone             text,
  asker             text NOT NULL,
  idempotency_key   text NOT NULL,
  body_hash         text NOT NULL,
  attachments       text[] NOT NULL,
  supporters        int NOT NULL,
  holder            text,
  claimed_by        text,
  transfers         int NOT NULL,
  reopened          boolean NOT NULL,
  answer            jsonb,
  rating            jsonb,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  first_answered_at timestamptz,
  UNIQUE (fair_id, asker, idempotency_key)
);
-- the queue of a desk, and how many wait before one
CREATE INDEX question_queue ON question (fair_id, department, state, place);
CREATE INDEX question_newest ON question (fair_id, updated_at DESC);
CREATE INDEX question_asker ON question (fair_id, asker, place DESC);

CREATE TABLE support (
  question_id text NOT NULL,
  asker       text NOT NULL,
  PRIMARY KEY (question_id, asker)
);

-- The journal: append-only, the truth that every page follows.
CREATE TABLE entry (
  fair_id         int NOT NULL,
  seq             bigint NOT NULL,
  at              timestamptz NOT NULL,
  kind            text NOT NULL,
  question_id     text NOT NULL,
  -- where the question stood before; null for a new one
  "from"          json,
  -- the question as this entry left it
  question        json NOT NULL,
  -- what was said with it: reply, ask-back, answer, note or the reason of a transfer
  message         json,
  PRIMARY KEY (fair_id, seq)
);
CREATE INDEX entry_messages ON entry (question_id, seq) WHERE message IS NOT NULL;
