/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 36aa041a1324d37e25047d4b82792485a45eaf31 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Outbox___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Outbox_list, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Outbox_read, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Outbox_test arginfo_class_Elaska_Outbox_read

#define arginfo_class_Elaska_Outbox_rerun arginfo_class_Elaska_Outbox_read

#define arginfo_class_Elaska_Outbox_cancel arginfo_class_Elaska_Outbox_read

#define arginfo_class_Elaska_Outbox_health arginfo_class_Elaska_Outbox_list


ZEND_METHOD(Elaska_Outbox, __construct);
ZEND_METHOD(Elaska_Outbox, list);
ZEND_METHOD(Elaska_Outbox, read);
ZEND_METHOD(Elaska_Outbox, test);
ZEND_METHOD(Elaska_Outbox, rerun);
ZEND_METHOD(Elaska_Outbox, cancel);
ZEND_METHOD(Elaska_Outbox, health);


static const zend_function_entry class_Elaska_Outbox_methods[] = {
	ZEND_ME(Elaska_Outbox, __construct, arginfo_class_Elaska_Outbox___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Outbox, list, arginfo_class_Elaska_Outbox_list, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Outbox, read, arginfo_class_Elaska_Outbox_read, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Outbox, test, arginfo_class_Elaska_Outbox_test, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Outbox, rerun, arginfo_class_Elaska_Outbox_rerun, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Outbox, cancel, arginfo_class_Elaska_Outbox_cancel, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Outbox, health, arginfo_class_Elaska_Outbox_health, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Outbox(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Outbox", class_Elaska_Outbox_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
