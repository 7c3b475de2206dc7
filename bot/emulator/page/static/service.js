// Service messages: what happened in a chat, in a line of words.

/** The line, or "" for a message that somebody wrote. */
export function serviceText(message) {
  const names = (message.new_chat_members ?? []).map((user) => user.first_name).join(", ");
  if (names) return `${names} joined the group`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left the group`;
  if (message.pinned_message) return "A message was pinned";
  if (message.forum_topic_created) return `Topic “${message.forum_topic_created.name}” was opened`;
  if (message.migrate_to_chat_id) return "The group became a supergroup";
  if (message.migrate_from_chat_id) return "This supergroup was a group before";
  if (message.group_chat_created || message.supergroup_chat_created) return "The group was made";
  return "";
}
