package huiwen.question;

/** A cell of the table in {@link Rules}: the state that a command leads to, or why it is refused. */
sealed interface Cell permits State, Refusal {
}
