/*
 * The operation tables of all features, in one list.
 */
#include "app/app_ops.h"

#include "account/account.h"
#include "ask/ask.h"
#include "alert/alert.h"
#include "billing/billing.h"
#include "case/case.h"
#include "crypt/seal.h"
#include "document/document.h"
#include "event/event.h"
#include "list/list.h"
#include "mirror/mirror.h"
#include "file/file.h"
#include "folder/folder.h"
#include "import/import.h"
#include "letter/letter.h"
#include "meta/folders.h"
#include "meta/letter.h"
#include "meta/meta.h"
#include "outbox/outbox.h"
#include "preview/preview.h"
#include "qr/qr.h"
#include "report/report.h"
#include "request/request.h"
#include "settings/settings_ops.h"
#include "share/share.h"
#include "task/task.h"
#include "time/time.h"
#include "vault/vault.h"

/* Declared here: the portal's routes stand on top of app, its operations below. */
extern const struct ela_op ELA_PORTAL_OPS[];

/* One a line, so that two who add one do not meet. */
/* clang-format off */
const struct ela_op *const ELA__ALL_OPS[] = {
    ELA_CASE_OPS,
    ELA_FLOW_OPS,
    ELA_STEP_OPS,
    ELA_PIECE_OPS,
    ELA_TEAM_OPS,
    ELA_PARTY_OPS,
    ELA_NOTE_OPS,
    ELA_CASE_RIGHT_OPS,
    ELA_TASK_OPS,
    ELA_FILE_OPS,
    ELA_SCAN_OPS,
    ELA_GLASS_OPS,
    ELA_DOCUMENT_OPS,
    ELA_PREVIEW_OPS,
    ELA_ASK_OPS,
    ELA_REQUEST_OPS,
    ELA_MIRROR_OPS,
    ELA_TIME_OPS,
    ELA_BILLING_OPS,
    ELA_ACCOUNT_OPS,
    ELA_PORTAL_OPS,
    ELA_OUTBOX_OPS,
    ELA_EVENT_OPS,
    ELA_SETTINGS_OPS,
    ELA_TEMPLATE_OPS,
    ELA_REGISTRY_OPS,
    ELA_FIELD_OPS,
    ELA_CLIENT_FIELD_OPS,
    ELA_OBJECT_FIELD_OPS,
    ELA_CONTACT_FIELD_OPS,
    ELA_LIST_OPS,
    ELA_REPORT_OPS,
    ELA_ALERT_OPS,
    ELA_IMPORT_OPS,
    ELA_CRYPT_OPS,
    ELA_LETTER_TEMPLATE_OPS,
    ELA_LETTER_OPS,
    ELA_SHARE_OPS,
    ELA_DISPATCH_OPS,
    ELA_QR_OPS,
    ELA_VAULT_OPS,
    ELA_FOLDER_OPS,
    ELA_FOLDER_MODEL_OPS,
    NULL,
};
