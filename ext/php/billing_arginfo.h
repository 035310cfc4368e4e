/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 7d9de20ee68d16291a0a81c7ad0c93ac46e5daa6 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Billing___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Billing_queue, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Billing_entries, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Billing_preview arginfo_class_Elaska_Billing_entries

#define arginfo_class_Elaska_Billing_invoice arginfo_class_Elaska_Billing_entries

#define arginfo_class_Elaska_Billing_annex arginfo_class_Elaska_Billing_entries

#define arginfo_class_Elaska_Billing_nativeEvent arginfo_class_Elaska_Billing_entries

#define arginfo_class_Elaska_Billing_release arginfo_class_Elaska_Billing_entries

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Billing_create, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, writer, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Elaska_Billing, __construct);
ZEND_METHOD(Elaska_Billing, queue);
ZEND_METHOD(Elaska_Billing, entries);
ZEND_METHOD(Elaska_Billing, preview);
ZEND_METHOD(Elaska_Billing, invoice);
ZEND_METHOD(Elaska_Billing, annex);
ZEND_METHOD(Elaska_Billing, nativeEvent);
ZEND_METHOD(Elaska_Billing, release);
ZEND_METHOD(Elaska_Billing, create);


static const zend_function_entry class_Elaska_Billing_methods[] = {
	ZEND_ME(Elaska_Billing, __construct, arginfo_class_Elaska_Billing___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Billing, queue, arginfo_class_Elaska_Billing_queue, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Billing, entries, arginfo_class_Elaska_Billing_entries, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Billing, preview, arginfo_class_Elaska_Billing_preview, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Billing, invoice, arginfo_class_Elaska_Billing_invoice, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Billing, annex, arginfo_class_Elaska_Billing_annex, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Billing, nativeEvent, arginfo_class_Elaska_Billing_nativeEvent, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Billing, release, arginfo_class_Elaska_Billing_release, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Billing, create, arginfo_class_Elaska_Billing_create, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Billing(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Billing", class_Elaska_Billing_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
