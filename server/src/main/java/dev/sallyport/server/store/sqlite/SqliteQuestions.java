package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.KeptCallers;
import dev.sallyport.server.sessions.QuestionStore;
import java.util.HashMap;
import java.util.Map;

/// The questions of running sessions in SQLite.
public final class SqliteQuestions implements QuestionStore {
    private final Database database;
    private final KeptCallers callers;

    public SqliteQuestions(Database database, KeptCallers callers) {
        this.database = database;
        this.callers = callers;
    }

    @Override
    public void keep(SessionId session, Question question) {
        database.run(handle ->
                handle.createUpdate(
                                "INSERT INTO session_question (session_id, caller, question)"
                                        + " VALUES (:id, :caller, :question)")
                        .bind("id", session.value())
                        .bind("caller", callers.written(question.caller()).toArray())
                        .bind("question", QuestionForm.write(question))
                        .execute());
    }

    @Override
    public Map<SessionId, Question> all() {
        return database.read(handle -> {
            Map<SessionId, Question> all = new HashMap<>();
            handle.createQuery("SELECT session_id, caller, question FROM session_question")
                    .map((row, _) ->
                            all.put(
                                    new SessionId(row.getString("session_id")),
                                    QuestionForm.read(
                                            callers.found(Bytes.wrap(row.getBytes("caller"))),
                                            row.getString("question"))))
                    .list();
            return all;
        });
    }

    @Override
    public void drop(SessionId session) {
        database.run(handle ->
                handle.createUpdate("DELETE FROM session_question WHERE session_id = :id")
                        .bind("id", session.value())
                        .execute());
    }
}
