dnl The elaska extension for phpize. Never run phpize in this folder (its configure writes over Makefile):
dnl `make ext` stages a forest of links in out/php and builds there.

PHP_ARG_ENABLE([elaska], [whether to enable elaska], [AS_HELP_STRING([--enable-elaska], [Enable elaska])], [yes])

if test "$PHP_ELASKA" != "no"; then
  AC_PATH_PROG([PKG_CONFIG], [pkg-config], [no])
  dnl Header files of others are system headers (-isystem): our warnings are not about them.
  AC_DEFUN([ELASKA_PKG], [
    ELASKA_CFLAGS="$ELASKA_CFLAGS `$PKG_CONFIG --cflags $1 | sed 's/-I/-isystem /g'`"
    PHP_EVAL_LIBLINE([`$PKG_CONFIG --libs $1`], [ELASKA_SHARED_LIBADD])
  ])
  dnl The database client is whichever the machine has: the two have the same interface.
  if $PKG_CONFIG --exists libmariadb; then
    ELASKA_PKG([libmariadb])
  elif $PKG_CONFIG --exists mysqlclient; then
    ELASKA_PKG([mysqlclient])
  else
    AC_MSG_ERROR([neither libmariadb nor mysqlclient is known to pkg-config])
  fi
  ELASKA_PKG([jansson])
  ELASKA_PKG([libsodium])
  PHP_ADD_LIBRARY([hpdf], [1], [ELASKA_SHARED_LIBADD])
  PHP_ADD_LIBRARY([xlsxwriter], [1], [ELASKA_SHARED_LIBADD])
  PHP_ADD_LIBRARY([m], [1], [ELASKA_SHARED_LIBADD])
  PHP_SUBST([ELASKA_SHARED_LIBADD])

  ELASKA_VERSION=`cat $abs_srcdir/VERSION 2>/dev/null || echo unknown`
  dnl The lines between the marks are checked by `make lint` and rewritten by `make config-m4`; those of gen/ are
  dnl written by the build of ext/core.
  ELASKA_SOURCES="
dnl sources-begin
    ext/core/account/account_ops.c
    ext/core/account/account_sql.c
    ext/core/account/client.c
    ext/core/account/link.c
    ext/core/account/login.c
    ext/core/account/manage.c
    ext/core/account/me.c
    ext/core/account/password.c
    ext/core/account/person.c
    ext/core/account/session.c
    ext/core/account/throttle.c
    ext/core/account/token.c
    ext/core/app/app.c
    ext/core/app/app_ops.c
    ext/core/base/arena.c
    ext/core/base/civil.c
    ext/core/base/conf.c
    ext/core/base/duration.c
    ext/core/base/error.c
    ext/core/base/log.c
    ext/core/base/money.c
    ext/core/base/str.c
    ext/core/billing/annex.c
    ext/core/billing/billing.c
    ext/core/billing/billing_list_sql.c
    ext/core/billing/billing_sql.c
    ext/core/billing/create.c
    ext/core/billing/describe.c
    ext/core/billing/detail.c
    ext/core/billing/entries.c
    ext/core/billing/items.c
    ext/core/billing/lines.c
    ext/core/billing/native.c
    ext/core/billing/preview.c
    ext/core/billing/problems.c
    ext/core/billing/quantity.c
    ext/core/billing/queue.c
    ext/core/billing/record.c
    ext/core/billing/select.c
    ext/core/billing/terms.c
    ext/core/case/case.c
    ext/core/case/case_gauge.c
    ext/core/case/case_links.c
    ext/core/case/case_list.c
    ext/core/case/case_may.c
    ext/core/case/case_note.c
    ext/core/case/case_ops.c
    ext/core/case/case_party.c
    ext/core/case/case_ref.c
    ext/core/case/case_sql.c
    ext/core/case/case_state.c
    ext/core/case/case_team.c
    ext/core/case/case_terms.c
    ext/core/case/list.c
    ext/core/db/compose.c
    ext/core/db/db.c
    ext/core/db/db_error.c
    ext/core/db/native.c
    ext/core/db/native_stmt.c
    ext/core/db/schema.c
    ext/core/db/schema_sql.c
    ext/core/db/schema_verify.c
    ext/core/event/event.c
    ext/core/event/event_sql.c
    ext/core/expr/compile.c
    ext/core/expr/function.c
    ext/core/expr/lex.c
    ext/core/expr/run.c
    ext/core/expr/value.c
    ext/core/expr/verify.c
    ext/core/file/file.c
    ext/core/file/file_sql.c
    ext/core/file/name.c
    ext/core/file/reach.c
    ext/core/file/sniff.c
    ext/core/file/store.c
    ext/core/form/build.c
    ext/core/form/check.c
    ext/core/form/choice.c
    ext/core/form/ident.c
    ext/core/form/number.c
    ext/core/form/order.c
    ext/core/form/program.c
    ext/core/form/run.c
    ext/core/form/state.c
    ext/core/form/text.c
    ext/core/form/type.c
    ext/core/form/when.c
    ext/core/json/json.c
    ext/core/list/cases_sql.c
    ext/core/list/cells.c
    ext/core/list/change.c
    ext/core/list/csv.c
    ext/core/list/export.c
    ext/core/list/filter.c
    ext/core/list/list.c
    ext/core/list/list_sql.c
    ext/core/list/period.c
    ext/core/list/pieces_sql.c
    ext/core/list/print.c
    ext/core/list/query.c
    ext/core/list/sort.c
    ext/core/list/tasks_sql.c
    ext/core/list/value.c
    ext/core/list/view.c
    ext/core/list/xlsx.c
    ext/core/meta/change.c
    ext/core/meta/effects.c
    ext/core/meta/field_ops.c
    ext/core/meta/fields.c
    ext/core/meta/meta_sql.c
    ext/core/meta/pack.c
    ext/core/meta/program.c
    ext/core/meta/reader.c
    ext/core/meta/registry.c
    ext/core/meta/registry_ops.c
    ext/core/meta/show.c
    ext/core/meta/statuses.c
    ext/core/meta/store.c
    ext/core/meta/template.c
    ext/core/meta/template_check.c
    ext/core/meta/template_ops.c
    ext/core/meta/template_parts.c
    ext/core/meta/value.c
    ext/core/meta/values.c
    ext/core/meta/write.c
    ext/core/mirror/mirror.c
    ext/core/mirror/mirror_ops.c
    ext/core/mirror/mirror_sql.c
    ext/core/op/check.c
    ext/core/op/input.c
    ext/core/outbox/outbox_ops.c
    ext/core/outbox/outbox_read.c
    ext/core/outbox/outbox_sql.c
    ext/core/outbox/queue.c
    ext/core/outbox/smtp.c
    ext/core/outbox/template.c
    ext/core/outbox/worker.c
    ext/core/pdf/document.c
    ext/core/pdf/layout.c
    ext/core/pdf/table.c
    ext/core/pdf/text.c
    ext/core/portal/decode.c
    ext/core/portal/handle.c
    ext/core/portal/home.c
    ext/core/portal/invoices.c
    ext/core/portal/limit.c
    ext/core/portal/portal_sql.c
    ext/core/portal/respond.c
    ext/core/portal/routes.c
    ext/core/request/catalogue.c
    ext/core/request/draft.c
    ext/core/request/mail.c
    ext/core/request/queue.c
    ext/core/request/read.c
    ext/core/request/request.c
    ext/core/request/request_ops.c
    ext/core/request/request_sql.c
    ext/core/request/service.c
    ext/core/scope/actor.c
    ext/core/scope/scope.c
    ext/core/scope/scope_sql.c
    ext/core/settings/conf_file.c
    ext/core/settings/settings.c
    ext/core/settings/settings_sql.c
    ext/core/task/task_board.c
    ext/core/task/task_check.c
    ext/core/task/task_client.c
    ext/core/task/task_load.c
    ext/core/task/task_mail.c
    ext/core/task/task_move.c
    ext/core/task/task_native.c
    ext/core/task/task_ops.c
    ext/core/task/task_read.c
    ext/core/task/task_sql.c
    ext/core/task/task_update.c
    ext/core/task/task_write.c
    ext/core/time/time.c
    ext/core/time/time_client.c
    ext/core/time/time_entry.c
    ext/core/time/time_invoice.c
    ext/core/time/time_links.c
    ext/core/time/time_list.c
    ext/core/time/time_list_sql.c
    ext/core/time/time_ops.c
    ext/core/time/time_rate.c
    ext/core/time/time_row.c
    ext/core/time/time_sheet.c
    ext/core/time/time_sheet_pdf.c
    ext/core/time/time_sql.c
    ext/core/time/time_state.c
    ext/core/time/timer.c
    ext/core/time/timer_sql.c
    ext/core/workflow/workflow.c
    ext/core/workflow/workflow_parse.c
    gen/schema_manifest.c
    gen/common_passwords.c
    gen/mail_json.c
    gen/font_400Regular.c
    gen/font_600SemiBold.c
    gen/openapi_json.c
    gen/messages.c
    gen/workflow_pack.c
    ext/php/accounts.c
    ext/php/activities.c
    ext/php/actor.c
    ext/php/apps.c
    ext/php/billing.c
    ext/php/bridge.c
    ext/php/bridge_call.c
    ext/php/bridge_charset.c
    ext/php/bridge_result.c
    ext/php/cases.c
    ext/php/convert.c
    ext/php/elaska.c
    ext/php/events.c
    ext/php/exception.c
    ext/php/feature.c
    ext/php/guard.c
    ext/php/native.c
    ext/php/office.c
    ext/php/outbox.c
    ext/php/portal.c
    ext/php/rates.c
    ext/php/schema.c
    ext/php/settings.c
    ext/php/time.c
    ext/php/timer.c
    ext/php/version.c
dnl sources-end
  "
  PHP_NEW_EXTENSION([elaska], [$ELASKA_SOURCES], [$ext_shared],,
    [-I@ext_srcdir@/ext/core -I@ext_srcdir@/gen -I@ext_srcdir@/ext/php -DELA_VERSION='\"$ELASKA_VERSION\"' dnl
-DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 $ELASKA_CFLAGS])
fi
