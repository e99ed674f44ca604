"""The tables. What the database can enforce of the house's invariants, it enforces here."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

meta = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite keeps no zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


conversations = Table(
    "conversations",
    meta,
    Column("id", String(36), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("address", String(200), nullable=False),
    Column("floor", String(8), nullable=False, default="bot"),
    Column("state", JSON, nullable=False),
    Column("turn", Integer, nullable=False, default=0),  # compare-and-swap: a turn is stored only if it has not moved
    Column("last_seq", Integer, nullable=False, default=0),
    Column("resident_seq", Integer, nullable=False, default=0),  # the resident's newest message
    Column("heard_seq", Integer, nullable=False, default=0),  # the resident's messages up to here were answered
    Column(
        "unanswered", Boolean, nullable=False, default=False
    ),  # resident_seq > heard_seq, so that the sweep is cheap
    Column("floor_since", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("heard_at", Moment),  # when that newest message came: WhatsApp's 24 hours start here
    Index("conversations_unanswered", "unanswered"),
)

addresses = Table(  # which conversation an address is in; ended ones stay, so that a link can be undone exactly
    "addresses",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("channel", String(16), nullable=False),
    Column("address", String(200), nullable=False),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Column("via", String(16), nullable=False, default="own"),
    Column("name", String(200), nullable=False, default=""),
    Column("stopped_at", Moment),
    Index("address_now", "channel", "address"),
    # two first messages at the same moment open one conversation, not two
    Index(
        "address_once",
        "channel",
        "address",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
)

proofs = Table(  # a question of who this is: a one-time code, or whether a number is still the same person's
    "proofs",
    meta,
    Column("id", String(36), primary_key=True),
    Column("kind", String(12), nullable=False),  # code, same_person
    Column("asker", ForeignKey("conversations.id"), nullable=False),
    Column("target", ForeignKey("conversations.id")),  # none: there is nothing to prove, and nobody is told so
    Column("target_seq", Integer),  # the target's line with the code; the code itself is not kept anywhere
    Column("reference", String(12), nullable=False, default=""),
    Column("state", String(8), nullable=False),  # open, used, closed
    Column("tries", Integer, nullable=False, default=0),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Index("proofs_of_asker", "asker", "state"),
    Index("proofs_of_target", "target", "made_at"),
)

links = Table(  # an address that goes on in an older conversation, with what is needed to undo it exactly
    "links",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("origin", ForeignKey("conversations.id"), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("address", String(200), nullable=False),
    Column("proved_by", String(12), nullable=False),
    Column("first_seq", Integer, nullable=False),  # where the origin's messages begin in the conversation
    Column("moved", Integer, nullable=False),  # how many they are
    Column("enquiries", JSON, nullable=False),  # the origin's own enquiries, which came along
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Index("links_of", "conversation_id"),
)

turned_away = Table(  # groups that were told once that this is for one person at a time
    "turned_away",
    meta,
    Column("channel", String(16), primary_key=True),
    Column("address", String(200), primary_key=True),
    Column("at", Moment, nullable=False),
)

messages = Table(
    "messages",
    meta,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("author", String(8), nullable=False),  # resident, bot, staff, system
    Column("name", String(100), nullable=False, default=""),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("external_id", String(200), nullable=False),
    Column("address", String(200), nullable=False, default="", server_default=""),  # where the resident wrote it
    Column("asks", String(40)),
    Column("choices", JSON, nullable=False, default=list),
    Column("understood", JSON),
    Column("sure", Float),  # of what was understood, 0-1
    Column("label", JSON(none_as_null=True)),  # what a person at the desk says it means: intent, by, name, at
    Column("edits", Integer),  # the seq of the message that the resident changed afterwards; both lines stay
    UniqueConstraint("channel", "external_id", name="received_once"),
    Index("messages_sure", "sure"),  # the doubtful ones first
)

media = Table(
    "media",
    meta,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("content_type", String(100), nullable=False),
    Column("name", String(200), nullable=False, default=""),
    Column("content", LargeBinary),
    Column("source", Text, nullable=False, default=""),  # where the provider keeps it, until it is fetched
    Column("problem", String(200), nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0, server_default="0"),
    Column("fetch_at", Moment),  # when it is fetched from its source; none: it is here, or never will be
    Index("media_of", "conversation_id", "seq"),
    Index("media_to_fetch", "fetch_at"),
)

deliveries = Table(
    "deliveries",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("address", String(200), nullable=False),
    Column("purpose", String(16), nullable=False, default="reply"),  # reply, update, question, survey, code
    Column(
        "state", String(10), nullable=False
    ),  # due, sending, queued, sent, delivered, read, failed, unknown, withheld
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", Moment, nullable=False),
    Column("provider_id", String(200)),
    Column("reason", String(300), nullable=False, default=""),
    Column("updated_at", Moment, nullable=False),
    Column("part", Integer, nullable=False, default=0, server_default="0"),  # of a text that takes several messages
    UniqueConstraint("conversation_id", "seq", "channel", "address", "part", name="sent_once"),
    Index("deliveries_due", "state", "next_at"),
    Index("delivery_of_provider", "provider_id"),
)

enquiries = Table(
    "enquiries",
    meta,
    Column("reference", String(12), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("service", String(40), nullable=False),
    Column("team", String(60), nullable=False),
    Column("owner", String(60), nullable=False),  # never without a named owner
    Column("owner_name", String(100), nullable=False),
    Column("cover_name", String(100), nullable=False, default=""),
    Column("state", String(10), nullable=False),  # waiting, accepted, closed
    Column("urgent", Boolean, nullable=False, default=False),
    Column("next_step", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("waiting_since", Moment),
    Column("accepted_at", Moment),
    Column("first_reply_at", Moment),
    Column("offered_to", String(60)),
    Column("hops", Integer, nullable=False, default=0),
    Column("parent", String(12)),
    Column("route", String(40)),
    Column("stage", Integer, nullable=False, default=0),
    Column("outcome", String(40), nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("included", Text, nullable=False, default=""),
    Column("closed_at", Moment),
    Column("resolved_at", Moment),  # the resident said so
    Index("enquiries_of_owner", "state", "owner"),
    Index("enquiries_of_team", "state", "team", "due_at"),
    Index("enquiries_offered", "offered_to"),
    Index("enquiries_closed", "team", "closed_at"),
    Index("enquiries_of", "conversation_id"),
)

versions = Table(
    "record_versions",
    meta,
    Column("reference", ForeignKey("enquiries.reference"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("record", JSON, nullable=False),
    Column("by", String(100), nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

promises = Table(
    "promises",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reference", ForeignKey("enquiries.reference"), nullable=False),
    Column("kind", String(12), nullable=False),  # reply, acknowledge, answer
    Column("what", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", String(8), nullable=False, default="open"),  # open, kept, missed, replaced
    Column("settled_at", Moment),
    Index("promises_due", "state", "due_at"),
    Index("promises_of", "reference"),
)

history = Table(
    "history",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reference", ForeignKey("enquiries.reference"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("detail", Text, nullable=False, default=""),
    Index("history_of", "reference"),
    Index("history_of_kind", "kind", "id"),  # replies sent lately, to notice the same words sent to everyone
)

flags = Table(  # a process that is broken, a policy that is challenged, a resident passed on too often (S4, C9, V6)
    "flags",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reference", ForeignKey("enquiries.reference"), nullable=False),
    Column("kind", String(12), nullable=False),  # broken, challenge, passed_on
    Column("text", Text, nullable=False),
    Column("by", String(60), nullable=False),
    Column("by_name", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Column("owner", String(60), nullable=False),  # a manager: nothing that was flagged is nobody's
    Column("owner_name", String(100), nullable=False),
    Column("outcome", Text, nullable=False, default=""),
    Column("closed_at", Moment),
    Index("flags_open", "closed_at", "at"),
    Index("flags_by", "by"),
)

staff = Table(
    "staff",
    meta,
    Column("username", String(60), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("team", String(60), nullable=False),
    Column("email", String(200), nullable=False),
    Column("manager", Boolean, nullable=False, default=False),
    Column("password_hash", String(200), nullable=False),
    Column("active", Boolean, nullable=False, default=True),
)

absences = Table(
    "absences",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("username", String(60), nullable=False),
    Column("starts", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("cover", String(60)),
)
