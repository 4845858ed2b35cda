package dev.roster.mail;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.UUID;

/** Names the job that delivers an email. */
final class DeliveryTask {
    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("mail-delivery");

    private static final int ID_LENGTH = 36;

    private DeliveryTask() {}

    /**
     * @param attempts made so far: an operator may retry while the job that gave up is still being removed, so the two need
     *     different names
     */
    static TaskInstance<Void> of(MailId mail, int attempts) {
        return new TaskInstance<>(DESCRIPTOR.getTaskName(), mail + "/" + attempts);
    }

    static MailId mail(TaskInstance<?> job) {
        return new MailId(UUID.fromString(job.getId().substring(0, ID_LENGTH)));
    }
}
