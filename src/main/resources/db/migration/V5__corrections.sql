-- What volunteers have passed on, the newest first: looked at every half a minute, and few among all that is learned from.
CREATE INDEX question_correction ON question (updated_at DESC) WHERE routed_by = 'volunteer';
