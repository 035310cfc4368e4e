/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: befdd8a2fa7eba81cf3daa7d84119a6ad2e062b7 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Settings___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Settings_check, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Settings_conf arginfo_class_Elaska_Settings_check

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Settings_list, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()


ZEND_METHOD(Elaska_Settings, __construct);
ZEND_METHOD(Elaska_Settings, check);
ZEND_METHOD(Elaska_Settings, conf);
ZEND_METHOD(Elaska_Settings, list);


static const zend_function_entry class_Elaska_Settings_methods[] = {
	ZEND_ME(Elaska_Settings, __construct, arginfo_class_Elaska_Settings___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Settings, check, arginfo_class_Elaska_Settings_check, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Settings, conf, arginfo_class_Elaska_Settings_conf, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Settings, list, arginfo_class_Elaska_Settings_list, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Settings(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Settings", class_Elaska_Settings_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
