package huiwen.similar;

import huiwen.embedding.Meanings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/**
 * Finds the questions that may be like a text: those that share pairs of letters (BM25), and those whose meaning lies near
 * (HNSW). It only recalls; which of them is like it is for {@link Sameness} to say. Blocks: for worker threads.
 */
final class AnswerIndex implements Closeable {

  /** The fair of what is for all fairs. */
  static final int EVERYWHERE = 0;
  private static final int MOST_BY_LETTERS = 15;
  private static final int MOST_BY_MEANING = 30;
  private static final String ID = "id";
  private static final String FAIR = "fair";
  private static final String KIND = "kind";
  private static final String TEXT = "text";
  private static final String WORDS = "words";
  /** Where its meaning lies, as {@link Bearings} tell what means the same. */
  private static final String PLACE = "place";
  private static final String MEANING = "meaning";

  /**
   * A question to be found.
   *
   * @param meaning null where it is not known: then it is found by its letters alone
   */
  record Entry(String id, int fair, Similar.Kind kind, String text, float[] meaning) {
  }

  private final Bearings bearings;
  private final Path folder;
  private final Directory directory;
  private final Analyzer analyzer = new CJKAnalyzer();
  private final IndexWriter writer;
  private final SearcherManager searchers;

  private AnswerIndex(Path folder, Directory directory, Bearings bearings) throws IOException {
    this.bearings = bearings;
    this.folder = folder;
    this.directory = directory;
    this.writer = new IndexWriter(directory,
        new IndexWriterConfig(analyzer).setOpenMode(IndexWriterConfig.OpenMode.CREATE).setCommitOnClose(false));
    this.searchers = new SearcherManager(writer, null);
  }

  /** An empty one in a folder of its own below this one; what hubs that have died have left there is used again. */
  static AnswerIndex open(Path below, Bearings bearings) throws IOException {
    for (int number = 0; ; number++) {
      Path folder = Files.createDirectories(below.resolve(Integer.toString(number)));
      var directory = new MMapDirectory(folder);
      try {
        return new AnswerIndex(folder, directory, bearings);
      } catch (LockObtainFailedException anotherHub) {
        directory.close();
      }
    }
  }

  /** Puts a question in, in the place of what was there under its number. */
  void put(Entry entry) throws IOException {
    writer.updateDocument(new Term(ID, entry.id), document(entry));
  }

  void remove(String id) throws IOException {
    writer.deleteDocuments(new Term(ID, id));
  }

  void removeFair(int fair) throws IOException {
    writer.deleteDocuments(new Term(FAIR, Integer.toString(fair)));
  }

  /** Whether it can be written still: its library closes it for good where that failed once, as on a full disk. */
  boolean isOpen() {
    return writer.isOpen();
  }

  /** What was put and removed is seen from now on. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  int size() {
    return writer.getDocStats().numDocs;
  }

  private Document document(Entry entry) {
    var document = new Document();
    document.add(new StringField(ID, entry.id, Field.Store.YES));
    document.add(new StringField(FAIR, Integer.toString(entry.fair), Field.Store.NO));
    document.add(new StringField(KIND, entry.kind.name(), Field.Store.NO));
    document.add(new StoredField(TEXT, entry.text));
    document.add(new TextField(WORDS, entry.text, Field.Store.NO));
    if (entry.meaning != null) {
      document.add(new KnnFloatVectorField(PLACE, bearings.of(entry.meaning), VectorSimilarityFunction.COSINE));
      document.add(new StoredField(MEANING, Meanings.packed(entry.meaning)));
    }
    return document;
  }

  private static float[] unpacked(BytesRef bytes) {
    return bytes == null ? null : Meanings.unpacked(bytes.bytes, bytes.offset, bytes.length);
  }

  /**
   * What may be like a text.
   *
   * @param meaning of the text, or null
   */
  List<Entry> candidates(int fair, Similar.Kind kind, String text, float[] meaning) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      Query here = new BooleanQuery.Builder()
          .add(new BooleanQuery.Builder()
              .add(new TermQuery(new Term(FAIR, Integer.toString(fair))), BooleanClause.Occur.SHOULD)
              .add(new TermQuery(new Term(FAIR, Integer.toString(EVERYWHERE))), BooleanClause.Occur.SHOULD).build(),
              BooleanClause.Occur.FILTER)
          .add(new TermQuery(new Term(KIND, kind.name())), BooleanClause.Occur.FILTER).build();
      Map<Integer, Entry> found = new LinkedHashMap<>();
      Query words = new QueryBuilder(analyzer).createBooleanQuery(WORDS, text);
      if (words != null) {
        collect(searcher, found, fair, kind, new BooleanQuery.Builder().add(words, BooleanClause.Occur.MUST)
            .add(here, BooleanClause.Occur.FILTER).build(), MOST_BY_LETTERS);
      }
      if (meaning != null) {
        collect(searcher, found, fair, kind, new KnnFloatVectorQuery(PLACE, bearings.of(meaning), MOST_BY_MEANING, here), MOST_BY_MEANING);
      }
      return new ArrayList<>(found.values());
    } finally {
      searchers.release(searcher);
    }
  }

  private static void collect(IndexSearcher searcher, Map<Integer, Entry> found, int fair, Similar.Kind kind, Query query,
      int most) throws IOException {
    var stored = searcher.storedFields();
    for (ScoreDoc hit : searcher.search(query, most).scoreDocs) {
      if (!found.containsKey(hit.doc)) {
        Document document = stored.document(hit.doc);
        found.put(hit.doc, new Entry(document.get(ID), fair, kind, document.get(TEXT),
            unpacked(document.getBinaryValue(MEANING))));
      }
    }
  }

  /** Leaves nothing behind: it is made anew at each start. */
  @Override
  public void close() throws IOException {
    try (directory; Closeable abandoned = writer::rollback; searchers) {
      analyzer.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
