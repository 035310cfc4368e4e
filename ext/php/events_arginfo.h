/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 46d4f3b4498d0c3ad8ee5e09343518cec3f1276a */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Events___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Events_list, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()


ZEND_METHOD(Elaska_Events, __construct);
ZEND_METHOD(Elaska_Events, list);


static const zend_function_entry class_Elaska_Events_methods[] = {
	ZEND_ME(Elaska_Events, __construct, arginfo_class_Elaska_Events___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Events, list, arginfo_class_Elaska_Events_list, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Events(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Events", class_Elaska_Events_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
