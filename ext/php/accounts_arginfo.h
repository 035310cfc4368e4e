/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 628c6a2e82df535722b07db1ae12b3d0bfbf2826 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Accounts___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Accounts_invite, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Accounts_list arginfo_class_Elaska_Accounts_invite

#define arginfo_class_Elaska_Accounts_update arginfo_class_Elaska_Accounts_invite

#define arginfo_class_Elaska_Accounts_unlock arginfo_class_Elaska_Accounts_invite

#define arginfo_class_Elaska_Accounts_suspend arginfo_class_Elaska_Accounts_invite

#define arginfo_class_Elaska_Accounts_reinvite arginfo_class_Elaska_Accounts_invite

#define arginfo_class_Elaska_Accounts_resume arginfo_class_Elaska_Accounts_invite

#define arginfo_class_Elaska_Accounts_contacts arginfo_class_Elaska_Accounts_invite

#define arginfo_class_Elaska_Accounts_amounts arginfo_class_Elaska_Accounts_invite

#define arginfo_class_Elaska_Accounts_signOut arginfo_class_Elaska_Accounts_invite


ZEND_METHOD(Elaska_Accounts, __construct);
ZEND_METHOD(Elaska_Accounts, invite);
ZEND_METHOD(Elaska_Accounts, list);
ZEND_METHOD(Elaska_Accounts, update);
ZEND_METHOD(Elaska_Accounts, unlock);
ZEND_METHOD(Elaska_Accounts, suspend);
ZEND_METHOD(Elaska_Accounts, reinvite);
ZEND_METHOD(Elaska_Accounts, resume);
ZEND_METHOD(Elaska_Accounts, contacts);
ZEND_METHOD(Elaska_Accounts, amounts);
ZEND_METHOD(Elaska_Accounts, signOut);


static const zend_function_entry class_Elaska_Accounts_methods[] = {
	ZEND_ME(Elaska_Accounts, __construct, arginfo_class_Elaska_Accounts___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, invite, arginfo_class_Elaska_Accounts_invite, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, list, arginfo_class_Elaska_Accounts_list, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, update, arginfo_class_Elaska_Accounts_update, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, unlock, arginfo_class_Elaska_Accounts_unlock, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, suspend, arginfo_class_Elaska_Accounts_suspend, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, reinvite, arginfo_class_Elaska_Accounts_reinvite, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, resume, arginfo_class_Elaska_Accounts_resume, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, contacts, arginfo_class_Elaska_Accounts_contacts, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, amounts, arginfo_class_Elaska_Accounts_amounts, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Accounts, signOut, arginfo_class_Elaska_Accounts_signOut, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Accounts(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Accounts", class_Elaska_Accounts_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
