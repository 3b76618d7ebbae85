package huiwen.question;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.fair.HelpLines;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * How much of a question somebody sees: the one place that decides it, for answers to calls, for what is pushed, for what is
 * replayed and for what is found. Each is the contract's question, cut to what this reader may see.
 */
public enum View {
  /** Anyone at the fair, of what is published: the question, and the answer in force. */
  PUBLIC,
  /** Its asker: her words, and all that was said to her. */
  OWNER,
  /** The volunteers of its desk, and the organizer: all but who asked; they see that there is a name or a number. */
  STAFF,
  /** Who holds it, or has answered it and waits for its asker to see that: who asked, too. */
  HOLDER,
  /** The organizers' console, beside which others stand: where each question is; words only of what is published. */
  BOARD,
  /** A wall that everybody sees: the same, without who answers. */
  SCREEN,
  /** Anyone, of an answer that a county has brought along: nobody's words are in it, and numbers in it are those of offices. */
  BROUGHT,
  /** Who could see it and may no more, or may know only that it is there: not its words, nor who asked. */
  STUB;

  /** What this caller may see of it, or null where it is as if it did not exist. */
  public static View forCaller(Question question, Caller caller) {
    if (caller.isOrganizer()) {
      return isKnownTo(question, caller.id()) ? HOLDER : STAFF;
    }
    if (!caller.isAsker() && caller.servesDesk(question.fair(), question.department())) {
      return atDesk(question, caller.id());
    }
    if (caller.isAsker() && question.isAskedBy(caller.id())) {
      return OWNER;
    }
    if (caller.role() == Role.EXPERT && question.isPutTo(caller.id())) {
      return atDesk(question, caller.id());
    }
    return question.isPublished() ? PUBLIC : null;
  }

  /** What whoever did something to it may see of it: what she has passed on, only that it is there. */
  public static View forDoer(Question question, Caller caller) {
    View view = forCaller(question, caller);
    return view == null ? STUB : view;
  }

  /** These questions, each as this caller, who may see them all, sees it. */
  public static JsonArray allFor(List<Seen> questions, Caller caller) {
    return new JsonArray(questions.stream().map(seen -> forCaller(seen.question(), caller).of(seen)).toList());
  }

  /** The most that one sees who is an asker and, where not null, is signed in as well. */
  public static View forCallers(Question question, Caller asker, Caller staff) {
    View hers = forCaller(question, asker);
    if (staff == null) {
      return hers;
    }
    View theirs = forCaller(question, staff);
    return theirs == null || theirs == PUBLIC || theirs == STUB && hers == OWNER ? hers : theirs;
  }

  private static boolean isKnownTo(Question question, String session) {
    return question.isHeldBy(session) || question.isUnseenAnswerOf(session);
  }

  /** What a volunteer of its desk sees: nothing of what a moderator has not passed, and nothing of what its asker took back. */
  private static View atDesk(Question question, String session) {
    if (isKnownTo(question, session)) {
      return HOLDER;
    }
    return question.state() == State.HELD || question.state() == State.WITHDRAWN ? STUB : STAFF;
  }

  /** Whether this is a view of those who work on the question. */
  private boolean isStaff() {
    return this == STAFF || this == HOLDER;
  }

  /** Whether the words stand there as they were written: masked for all others. */
  private boolean isOpen() {
    return this == OWNER || this == BROUGHT || isStaff();
  }

  /** Whether pictures and sounds of its asker's are shown: no program can tell what is on them, so others than these never see them. */
  private boolean seesAskersAttachments() {
    return this == OWNER || isStaff();
  }

  /** A wall shows words only of what everybody may see, and of that what is answered. */
  private boolean isWordless(Question question) {
    return (this == BOARD || this == SCREEN) && !question.isPublished();
  }

  /** @param ahead how many wait before it */
  public JsonObject of(Question question, int ahead) {
    if (this == STUB) {
      return gone(question);
    }
    Asked asked = question.asked();
    boolean wordless = isWordless(question);
    var view = new JsonObject()
        .put("id", asked.id())
        .put("fair", question.fair())
        .put("ticket", question.ticket())
        .put("department", question.department())
        .put("routedBy", question.routing().by())
        .put("confidence", question.routing().confidence())
        .put("state", question.state().code())
        .put("ahead", ahead)
        .put("text", wordless ? "" : words(asked.text()))
        .put("language", asked.language())
        .put("translation", wordless ? null : words(question.translation()))
        .put("public", question.isPublic())
        .put("urgent", question.isUrgent())
        .put("supporters", question.supporters())
        .put("createdAt", asked.at().toString())
        .put("updatedAt", question.updatedAt().toString())
        .put("answer", wordless || question.answer() == null ? null : answerAndSeen(question.answer()))
        .put("attachments", Attachment.toJson(seesAskersAttachments() ? asked.attachments() : List.of()))
        .put("rating", question.rating() == null || this == PUBLIC || this == SCREEN ? null : rating(question.rating()));
    if (asked.text().isEmpty()) {
      view.put("erased", true);
    }
    List<Part> parts = partsShown(question);
    if (!parts.isEmpty()) {
      view.put("parts", new JsonArray(parts.stream().map(part -> part(part, question)).toList()));
    }
    if (question.called() != null && showsCall(question.called())) {
      view.put("call", question.called().toJson().put("booth", words(question.called().booth())));
    }
    switch (this) {
      case OWNER -> addOwners(view, question);
      case STAFF, HOLDER -> addStaffs(view, question);
      case BOARD -> marked(view, question).put("claimedBy", question.claim() == null ? null : question.claim().name())
          .put("withheld", question.isWithheld());
      default -> { }
    }
    return view;
  }

  /** A wall calls out whom nobody has seen yet; those whom it concerns know what became of it. */
  private boolean showsCall(Calling called) {
    return isStaff() || this == OWNER || (this == SCREEN || this == BOARD) && called.came() == null;
  }

  /** Other desks' parts: for the staff all, for her asker who was asked, and for others what is answered, once she is answered. */
  private List<Part> partsShown(Question question) {
    List<Part> parts = question.links().parts();
    return isStaff() || this == OWNER ? parts
        : this != PUBLIC || question.answer() == null ? List.of()
        : parts.stream().filter(part -> part.answer() != null && part.answer().concerns().isEmpty()).toList();
  }

  /** With its answer where the asker has the whole of it: one reply goes to her. */
  private JsonObject part(Part part, Question question) {
    boolean isShown = part.answer() != null && (isStaff() || question.answer() != null);
    JsonObject view = new JsonObject().put("department", part.department()).put("state", part.state().code())
        .put("answer", isShown ? answerAndConcerns(part.answer()) : null);
    return isStaff() ? view.put("id", part.id()) : view;
  }

  private static void addOwners(JsonObject view, Question question) {
    if (question.isUrgent()) {
      view.put("help", HelpLines.forUrgency(question.attention().urgency()));
    }
    withRare(view, question).put("mine", true)
        .put("village", question.asked().village())
        .put("name", question.person().name())
        .put("phone", question.person().phone())
        .put("code", question.person().code())
        .put("claimedBy", question.claim() == null ? null : question.claim().name())
        .put("followUp", followUp(question));
  }

  /** What only some have: all tickets where there are several, and whether it is solved. */
  private static JsonObject withRare(JsonObject view, Question question) {
    if (question.solved() != null) {
      view.put("solved", question.solved().solved());
    }
    return question.tickets().size() == 1 ? view : view.put("tickets", new JsonArray(question.tickets()));
  }

  /** 问题工单: whoever sees to it is told. */
  private static JsonObject marked(JsonObject view, Question question) {
    return question.isProblem() ? view.put("problem", true) : view;
  }

  private static JsonObject followUp(Question question) {
    return question.followUp() == null ? null : question.followUp().toJson();
  }

  private void addStaffs(JsonObject view, Question question) {
    Person person = question.person();
    Claim claim = question.claim();
    marked(withRare(view, question), question).put("village", question.asked().village())
        .put("hasName", person.name() != null)
        .put("hasPhone", person.phone() != null)
        .put("claimedBy", claim == null ? null : claim.name())
        .put("holder", claim == null ? null : claim.holder())
        .put("transfers", question.transfers())
        .put("reopened", question.reopened())
        .put("followUp", followUp(question))
        .put("mergedInto", question.links().mergedInto())
        .put("part", question.isPart())
        .put("expert", question.routing().expert() == null ? null : question.routing().expert().name())
        .put("reasons", new JsonArray(question.routing().reasons()))
        .put("proposed", new JsonArray(question.routing().proposed()))
        .put("concerns", new JsonArray(question.attention().concerns()))
        .put("withheld", question.isWithheld())
        .put("mayBePublic", Publishing.mayBeShown(question));
    if (this == HOLDER) {
      view.put("name", person.name()).put("phone", person.phone());
    }
  }

  private String words(String words) {
    return isOpen() ? words : Masks.mask(words);
  }

  private JsonObject answer(Answer answer) {
    JsonObject view = new JsonObject()
        .put("text", words(answer.text()))
        .put("by", words(answer.by()))
        .put("at", answer.at().toString())
        .put("serviceItems", new JsonArray(answer.serviceItems()))
        .put("attachments", Attachment.toJson(this == BOARD || this == SCREEN ? List.of() : answer.attachments()));
    if (answer.corrected()) {
      view.put("corrected", true);
    }
    if (answer.basis() != null) {
      view.put("basis", answer.basis().toJson().put("document", words(answer.basis().document())));
    }
    if (answer.inPerson()) {
      view.put("inPerson", true);
    }
    return answer.translation() == null ? view : view.put("translation", words(answer.translation()));
  }

  /** The answer as it is seen by who is told whether its asker saw it. */
  private JsonObject answerAndSeen(Answer answer) {
    JsonObject view = answerAndConcerns(answer);
    if (isStaff()) {
      return view.put("seenAt", answer.seenAt() == null ? null : answer.seenAt().toString());
    }
    return this == OWNER && answer.seenAt() != null ? view.put("seen", true) : view;
  }

  /** The answer as the staff sees it: also why others do not see it before a moderator has looked at it. */
  private JsonObject answerAndConcerns(Answer answer) {
    JsonObject view = answer(answer);
    return isStaff() && !answer.concerns().isEmpty() ? view.put("concerns", new JsonArray(answer.concerns())) : view;
  }

  private JsonObject rating(Rating rating) {
    return new JsonObject()
        .put("grade", rating.grade())
        .put("comment", isOpen() ? rating.comment() : null)
        .put("at", rating.at().toString());
  }

  public JsonObject of(Seen seen) {
    return of(seen.question(), seen.ahead());
  }

  /** Whether this reader is shown what was said: the public the answer in force alone, and no wall anything. */
  public boolean shows(Message message, Question question) {
    return switch (this) {
      case STAFF, HOLDER -> true;
      case OWNER -> message.isForAsker();
      case PUBLIC -> question.isPublished() && message.isOf(question.answer());
      case BROUGHT, BOARD, SCREEN, STUB -> false;
    };
  }

  /**
   * Whether this reader is shown what goes with an entry of a question.
   *
   * @param message that the entry has brought; null for the asking itself
   */
  public boolean showsAttachments(Message message, Question question) {
    return message == null ? seesAskersAttachments() : shows(message, question) && (seesAskersAttachments() || !message.isByAsker());
  }

  /** Something said, as this reader is shown it. */
  public JsonObject of(Message message, Question question) {
    boolean knowsAsker = this == OWNER || this == HOLDER;
    return message.shown()
        .put("attachments", Attachment.toJson(message.isByAsker() && !seesAskersAttachments() ? List.of() : message.attachments()))
        .put("seq", message.seq())
        .put("text", words(message.text()))
        .put("by", message.isByAsker() ? knowsAsker ? question.person().name() : null : words(message.by()));
  }

  /** The question with the thread of what was said, its first words included. */
  public JsonObject of(Seen seen, List<Message> messages) {
    Question question = seen.question();
    JsonObject view = of(seen);
    if (this == STUB) {
      return view;
    }
    var thread = new JsonArray();
    if (!isWordless(question)) {
      thread.add(of(new Message(question.asked().place(), Message.Type.QUESTION, null, null, question.asked().text(),
          question.asked().at(), question.asked().attachments()), question));
    }
    messages.stream().filter(message -> shows(message, question)).forEach(message -> thread.add(of(message, question)));
    return view.put("messages", thread);
  }

  /** The same with what happened to it, where this is a view of its asker's. */
  JsonObject of(Seen seen, History history) {
    JsonObject view = of(seen, history.messages());
    return this == OWNER ? view.put("timeline", Happening.timeline(seen.question(), history.happenings())) : view;
  }

  /**
   * What another than its asker sees who also wants to know: what everybody may see, and of what is private only whether it was
   * answered.
   */
  public static JsonObject ofFollowed(Seen seen) {
    Question question = seen.question();
    if (question.isPublished() || question.isOpenToFollow()) {
      return PUBLIC.of(seen).put("follows", true);
    }
    State told = question.answer() != null ? State.ANSWERED : question.state().isOpen() ? State.WAITING : State.CLOSED;
    return new JsonObject()
        .put("id", question.id())
        .put("fair", question.fair())
        .put("state", told.code())
        .put("public", false)
        .put("follows", true)
        .put("createdAt", question.asked().at().toString())
        .put("updatedAt", question.updatedAt().toString());
  }

  /** What is left of a question of which one may not see more: that it is there. */
  private static JsonObject gone(Question question) {
    return new JsonObject()
        .put("id", question.id())
        .put("fair", question.fair())
        .put("ticket", question.ticket())
        .put("department", question.department())
        .put("routedBy", question.routing().by())
        .put("state", question.state().code())
        .put("urgent", question.isUrgent())
        .put("public", false)
        .put("createdAt", question.asked().at().toString())
        .put("updatedAt", question.updatedAt().toString());
  }
}
