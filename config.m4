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
  PHP_ADD_LIBRARY([m], [1], [ELASKA_SHARED_LIBADD])
  PHP_SUBST([ELASKA_SHARED_LIBADD])

  ELASKA_VERSION=`cat $abs_srcdir/VERSION 2>/dev/null || echo unknown`
  dnl The lines between the marks are checked by `make lint` and rewritten by `make config-m4`; those of gen/ are
  dnl written by the build of ext/core.
  ELASKA_SOURCES="
dnl sources-begin
    ext/core/base/arena.c
    ext/core/base/civil.c
    ext/core/base/conf.c
    ext/core/base/duration.c
    ext/core/base/error.c
    ext/core/base/log.c
    ext/core/base/money.c
    ext/core/base/str.c
    ext/core/json/json.c
    ext/core/outbox/smtp.c
    ext/core/workflow/workflow.c
    ext/core/workflow/workflow_parse.c
    gen/schema_manifest.c
dnl sources-end
  "
  PHP_NEW_EXTENSION([elaska], [$ELASKA_SOURCES], [$ext_shared],,
    [-I@ext_srcdir@/ext/core -I@ext_srcdir@/gen -I@ext_srcdir@/ext/php -DELA_VERSION='\"$ELASKA_VERSION\"' dnl
-DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 $ELASKA_CFLAGS])
fi
