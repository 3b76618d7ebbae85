package huiwen.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Fills a hub's database with what years of fairs would leave: copies of one real question and of its entries. */
final class Growth {

  private static final int ENTRIES_EACH = 8;
  private static final int AT_ONCE = 50_000;

  private Growth() {
  }

  /**
   * All at the fair {@code demo}, nearly all of them answered.
   *
   * @param questions how many; of each eight entries
   */
  static void fill(String database, int questions) throws SQLException {
    try (Connection connection = DriverManager.getConnection(Bench.jdbc(database));
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      String id = text(statement, """
          SELECT id FROM question WHERE state = 'answered' AND fair_id = (SELECT id FROM fair WHERE code = 'demo')
          LIMIT 1""");
      long seq = Long.parseLong(text(statement, "SELECT seq FROM fair WHERE code = 'demo'"));
      String columns = text(statement, """
          SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
          FROM information_schema.columns WHERE table_name = 'question'""");
      String copied = text(statement, """
          SELECT string_agg(CASE column_name
              WHEN 'id' THEN 'q.id || ''-'' || i' WHEN 'place' THEN 'f.seq + i' WHEN 'rank' THEN 'f.seq + i'
              WHEN 'updated_at' THEN 'q.updated_at + i * interval ''1 millisecond'''
              ELSE 'q.' || quote_ident(column_name) END, ', ' ORDER BY ordinal_position)
          FROM information_schema.columns WHERE table_name = 'question'""");
      try (PreparedStatement question = connection.prepareStatement("INSERT INTO question (" + columns + ") SELECT "
              + copied + " FROM question q JOIN fair f ON f.id = q.fair_id, generate_series(?, ?) i WHERE q.id = ?");
          PreparedStatement person = connection.prepareStatement("""
              INSERT INTO person (question_id, fair_id, asker)
              SELECT q.id || '-' || i, q.fair_id, 'asker-' || i / 5
              FROM question q, generate_series(?, ?) i WHERE q.id = ?""");
          PreparedStatement command = connection.prepareStatement("""
              INSERT INTO command (fair_id, caller, key, body_hash, seq, question_id, at)
              SELECT q.fair_id, 'asker-' || i / 5, 'key-' || i, '', q.place, q.id || '-' || i, q.created_at
              FROM question q, generate_series(?, ?) i WHERE q.id = ?""");
          PreparedStatement entry = connection.prepareStatement("""
              INSERT INTO entry (fair_id, seq, at, kind, question_id, "from", question, message)
              SELECT e.fair_id, ? + i, e.at, e.kind, e.question_id || '-' || i / 8, e."from", e.question, e.message
              FROM (SELECT * FROM entry WHERE question_id = ? ORDER BY seq DESC LIMIT 1) e, generate_series(?, ?) i""")) {
        for (int from = 1; from <= questions; from += AT_ONCE) {
          int to = Math.min(questions, from + AT_ONCE - 1);
          for (PreparedStatement row : List.of(question, person, command)) {
            row.setInt(1, from);
            row.setInt(2, to);
            row.setString(3, id);
            row.executeUpdate();
          }
          entry.setLong(1, seq);
          entry.setString(2, id);
          entry.setInt(3, (from - 1) * ENTRIES_EACH + 1);
          entry.setInt(4, to * ENTRIES_EACH);
          entry.executeUpdate();
        }
      }
      statement.execute("UPDATE fair SET seq = seq + " + (long) questions * ENTRIES_EACH + " WHERE code = 'demo'");
      statement.execute("VACUUM ANALYZE question");
      statement.execute("VACUUM ANALYZE entry");
      statement.execute("CHECKPOINT");
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
