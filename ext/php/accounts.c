/*
 * Elaska\Accounts: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "accounts_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Accounts)
PHP_ELASKA_OPERATION(Accounts, invite, "account.invite")
PHP_ELASKA_OPERATION(Accounts, list, "account.list")
PHP_ELASKA_OPERATION(Accounts, update, "account.update")
PHP_ELASKA_OPERATION(Accounts, unlock, "account.unlock")
PHP_ELASKA_OPERATION(Accounts, suspend, "account.suspend")
PHP_ELASKA_OPERATION(Accounts, reinvite, "account.reinvite")
PHP_ELASKA_OPERATION(Accounts, resume, "account.resume")
PHP_ELASKA_OPERATION(Accounts, contacts, "account.contacts")
PHP_ELASKA_OPERATION(Accounts, amounts, "account.amounts")
PHP_ELASKA_OPERATION(Accounts, signOut, "account.sign_out")

void php_elaska_accounts_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Accounts());
}
