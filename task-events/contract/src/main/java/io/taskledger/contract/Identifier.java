package io.taskledger.contract;

import java.util.Objects;

/**
 * An opaque name: 1–64 of {@code A-Za-z0-9._:-}. A type of its own for each thing named, so that the compiler refuses a
 * creator where a client belongs.
 */
public sealed interface Identifier {

    /** Longest identifier, in characters. */
    int MAX_LENGTH = 64;

    String value();

    /** The task, and the key of every record about it. */
    record TaskId(String value) implements Identifier {
        public TaskId {
            check("taskId", value);
        }
    }

    /** Chosen by the sender, unique among its commands to one task or creator. */
    record CommandId(String value) implements Identifier {
        public CommandId {
            check("id", value);
        }
    }

    /** Publishes and pays. */
    record ClientId(String value) implements Identifier {
        public ClientId {
            check("clientId", value);
        }
    }

    /** Does the work, or acts for those who do; the key of every record about it. */
    record CreatorId(String value) implements Identifier {
        public CreatorId {
            check("creatorId", value);
        }
    }

    /** An agency that acts for creators. */
    record McnId(String value) implements Identifier {
        public McnId {
            check("mcnId", value);
        }
    }

    /** Receives the creator's share: the creator, or whom the acceptance named (D18). */
    record PayeeId(String value) implements Identifier {
        public PayeeId {
            check("payeeId", value);
        }
    }

    /** Groups tasks (D26). */
    record CampaignId(String value) implements Identifier {
        public CampaignId {
            check("campaignId", value);
        }
    }

    /** An uploaded video; the same id again is the same upload (D11). */
    record AssetId(String value) implements Identifier {
        public AssetId {
            check("assetId", value);
        }
    }

    /** A breach that an operator confirmed; the same id again is the same breach (D23). */
    record ViolationId(String value) implements Identifier {
        public ViolationId {
            check("violationId", value);
        }
    }

    /** Where the evidence of a violation is kept. */
    record EvidenceRef(String value) implements Identifier {
        public EvidenceRef {
            check("evidenceRef", value);
        }
    }

    /** An operator's case (D06). */
    record CaseRef(String value) implements Identifier {
        public CaseRef {
            check("caseRef", value);
        }
    }

    /** Whether a text may name anything: 1–{@value #MAX_LENGTH} of {@code A-Za-z0-9._:-}. */
    static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == ':';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static void check(String name, String value) {
        Objects.requireNonNull(value, name);
        if (!isValid(value)) {
            throw new IllegalArgumentException(name + " must be 1–64 of A-Za-z0-9._:-, but was " + Excerpt.of(value));
        }
    }
}
