/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: ac3627838a6a0af48be958100c8f74eaa4db7f80 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Activities___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Activities_list, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()


ZEND_METHOD(Elaska_Activities, __construct);
ZEND_METHOD(Elaska_Activities, list);


static const zend_function_entry class_Elaska_Activities_methods[] = {
	ZEND_ME(Elaska_Activities, __construct, arginfo_class_Elaska_Activities___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Activities, list, arginfo_class_Elaska_Activities_list, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Activities(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Activities", class_Elaska_Activities_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
