-- Nobody looks for commands by their time: an index that is only written.
DROP INDEX command_at;
