package dev.sallyport.server.sessions;

import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Question;
import java.util.Map;

/// Where the questions are kept that let running sessions start, so that a restart forgets none.
public interface QuestionStore {
    void keep(SessionId session, Question question);

    Map<SessionId, Question> all();

    void drop(SessionId session);
}
